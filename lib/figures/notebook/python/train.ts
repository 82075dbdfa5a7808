import type { Architecture } from '../../../networks/network.ts';
import type { Optimizer } from '../../../training/trainer.ts';

const optimisers: Readonly<Record<Optimizer, string>> = {
  sgd: 'torch.optim.SGD(p, lr=LEARNING_RATE)',
  momentum: 'torch.optim.SGD(p, lr=LEARNING_RATE, momentum=0.9)',
  adam: 'torch.optim.Adam(p, lr=LEARNING_RATE, betas=(0.9, 0.999), eps=1e-8)',
};

/** Full-batch training as the run's engine does it, with h, y, w and the loss at the steps that were recorded. */
export function trainCode(kind: Architecture, optimizer: Optimizer): string {
  const drops = kind === 'dropout';
  return `p = [torch.tensor(array, requires_grad=True) for array in initialise(BLOCKS, GAIN, SEED)]
optimiser = ${optimisers[optimizer]}
x = torch.tensor([INPUTS], dtype=torch.float32)
target = torch.tensor([TARGETS], dtype=torch.float32)
wanted = target[:, 1] - target[:, 0]

recorded = {row["step"]: row for row in run["rows"] if row["h"] is not None}
retrained = {}
for step in range(STEPS + 1):
    hidden, output = forward(p, x)
    loss = 0.5 * ((output - target) ** 2).mean()
    if step in recorded:
        with torch.no_grad():
            predicted = output[:, 1] - output[:, 0]
            y = predicted @ predicted
            h = ((hidden[LAYER][:, 1] - hidden[LAYER][:, 0]) ** 2).sum()
            curves = {"h": h, "y": y, "w": y - predicted @ wanted, "loss": loss}
            retrained[step] = {name: value.item() for name, value in curves.items()}
    if step == STEPS or not math.isfinite(loss.item()):
        break
    optimiser.zero_grad()
${drops ? '    # What is recorded is the net without dropout; what is trained is not.\n    _, output = forward(p, x, dropout_masks(step))\n    loss = 0.5 * ((output - target) ** 2).mean()\n' : ''}    loss.backward()
    optimiser.step()`;
}

/** Sets the two runs beside each other: the same start to the last bit, then float32 sums in another order. */
export const compareCode = `steps = sorted(retrained)
fig, axes = plt.subplots(1, 4, figsize=(14, 3), constrained_layout=True)
for ax, name in zip(axes, ["h", "y", "w", "loss"]):
    here = np.array([retrained[step][name] for step in steps])
    there = np.array([recorded[step][name] for step in steps])
    apart = np.abs(here - there).max() / np.abs(there).max()
    print(f"{name}: at most {apart:.1e} of its largest value apart")
    ax.plot(steps, there, linewidth=4, alpha=0.5, label="as recorded")
    ax.plot(steps, here, "k--", linewidth=1, label="PyTorch, here")
    ax.set(title=name, xlabel="step")
axes[0].legend()
plt.show()`;
