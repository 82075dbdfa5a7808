/** What the panel needs once something is to be shown in it; loaded only then, because Plot is heavy. */
import { drawExpectation } from '../../../lib/figures/expectation/draw.ts';
import { expectationOf, scoreOf } from '../../../lib/figures/expectation/table.ts';
import { drawAsPage } from '../figure/drawAsPage.ts';

export { expectationOf, scoreOf };

/** The reader's curve lies over it. */
export const drawInto = drawAsPage({
  draw: drawExpectation,
  describe: () => 'The panel of y over the steps, in which your curve, the theory and the network are drawn.',
});
