import type { Activation, Architecture } from '../../../networks/network.ts';

/** Activations by lib/networks/activation.ts, in PyTorch's words. */
export const activationCode: Readonly<Record<Activation, string>> = {
  leaky_relu: 'lambda x: torch.nn.functional.leaky_relu(x, 0.01)',
  relu: 'torch.relu',
  tanh: 'torch.tanh',
  elu: 'torch.nn.functional.elu',
  swish: 'torch.nn.functional.silu',
  linear: 'lambda x: x',
  gelu: 'lambda x: torch.nn.functional.gelu(x, approximate="tanh")',
};

const affine = `def affine(weight, bias, x):
    """An affine map of points that stand in columns."""
    return weight @ x + bias`;

const normalise = `def normalise(x, gain, shift):
    """Layer normalisation over the units of each column."""
    variance, mean = torch.var_mean(x, dim=0, unbiased=False, keepdim=True)
    return (x - mean) / torch.sqrt(variance + 1e-5) * gain + shift`;

const dense = (skip: string) => `def forward(p, x, masks=None):
    hidden = []
    for n in range(SPEC["depth"]):
        x = activation(affine(p[2 * n], p[2 * n + 1], x))${skip}
        hidden.append(x)
    return hidden, affine(p[-2], p[-1], x)`;

const dropout = `def mixed_again(x):
    x = ((x ^ (x >> 16)) * 0x7FEB352D) & BITS_32
    x = ((x ^ (x >> 15)) * 0x846CA68B) & BITS_32
    return x ^ (x >> 16)


def dropout_masks(step):
    """Factors 0 or 1 / (1 - rate) before each affine map, by counted random numbers of seed, step, map and place."""
    golden, masks = 0x9E3779B9, []
    for layer, block in enumerate(BLOCKS):
        units = block["inputDim"]
        key = mixed_again((mixed_again((SEED + golden) & BITS_32) + step + golden) & BITS_32)
        key = mixed_again((key + (layer + 1) * golden) & BITS_32)
        places = np.arange(1, POINTS * units + 1, dtype=np.uint64)
        drawn = mixed_again((key + places * golden) & BITS_32)
        kept = drawn >= round(SPEC["rate"] * 2**32)
        scale = np.float32(1 / (1 - SPEC["rate"]))
        factors = np.where(kept, scale, np.float32(0)).astype(np.float32)
        masks.append(torch.tensor(factors.reshape(POINTS, units).T.copy()))
    return masks


def forward(p, x, masks=None):
    dropped = lambda x, n: x if masks is None else x * masks[n]
    x = dropped(x, 0)
    hidden = [x]
    for n in range(SPEC["depth"]):
        a = activation(affine(p[2 * n], p[2 * n + 1], x))
        x = dropped(a, n + 1)
        hidden += (a, x)
    return hidden, affine(p[-2], p[-1], x)`;

const cnn = `def windows(x, kernel):
    """[channels * kernel][positions * points] of a signal [channels][positions * points]."""
    signal = x.reshape(x.shape[0], -1, POINTS)
    left = signal.shape[1] - kernel + 1
    shifted = torch.stack([signal[:, k : k + left] for k in range(kernel)], dim=1)
    return shifted.reshape(x.shape[0] * kernel, left * POINTS)


def forward(p, x, masks=None):
    first = activation(affine(p[0], p[1], x))
    hidden, x = [first], first.reshape(1, -1)
    for n in range(1, SPEC["depth"] + 2):
        x = activation(affine(p[2 * n], p[2 * n + 1], windows(x, SPEC["kernel"])))
        hidden.append(x.reshape(-1, POINTS))
    return hidden, affine(p[-2], p[-1], hidden[-1])`;

const layerNorm = `def forward(p, x, masks=None):
    hidden = []
    for n in range(SPEC["depth"]):
        weight, bias, gain, shift = p[4 * n : 4 * n + 4]
        x = activation(normalise(affine(weight, bias, x), gain, shift))
        hidden.append(x)
    return hidden, affine(p[-2], p[-1], x)`;

const transformer = `def forward(p, x, masks=None):
    width, tokens, heads = SPEC["width"], SPEC["tokens"], SPEC["heads"]
    size = width // heads
    pairs = iter(zip(p[::2], p[1::2]))
    apply = lambda x: affine(*next(pairs), x)
    norm = lambda x: normalise(x, *next(pairs))
    by_head = lambda x: x.reshape(heads, size, tokens, POINTS).permute(0, 3, 2, 1)

    def attention(x):
        query, key, value = by_head(apply(x)), by_head(apply(x)), by_head(apply(x))
        weights = torch.softmax(query @ key.transpose(2, 3) / math.sqrt(size), dim=-1)
        return apply((weights @ value).permute(0, 3, 2, 1).reshape(width, tokens * POINTS))

    stream = apply(x).reshape(width, tokens * POINTS)
    entry = lambda: stream.reshape(width * tokens, POINTS)
    hidden = [entry()]
    for _ in range(SPEC["depth"]):
        stream = stream + attention(norm(stream))
        hidden.append(entry())
        inner = activation(apply(norm(stream)))
        stream = stream + apply(inner)
        hidden.append(entry())
    return hidden, apply(norm(stream).reshape(width, tokens, POINTS).mean(dim=1))`;

const gru = `def forward(p, x, masks=None):
    read = affine(p[0], p[1], x).chunk(3)
    state, hidden = torch.zeros(SPEC["width"], POINTS), []
    for _ in range(SPEC["depth"]):
        recalled = affine(p[2], p[3], state).chunk(3)
        r = torch.sigmoid(read[0] + recalled[0])
        z = torch.sigmoid(read[1] + recalled[1])
        candidate = activation(read[2] + r * recalled[2])
        state = candidate + z * (state - candidate)
        hidden.append(state)
    return hidden, affine(p[4], p[5], state)`;

const residualSkip = `
        if n >= 2:
            x = x + hidden[n - 2]`;

const passes: Readonly<Record<Architecture, readonly string[]>> = {
  mlp: [affine, dense('')],
  residual: [affine, dense(residualSkip)],
  dropout: [affine, dropout],
  cnn: [affine, cnn],
  layer_norm: [affine, normalise, layerNorm],
  transformer: [affine, normalise, transformer],
  gru: [affine, gru],
};

/**
 * The forward pass of an architecture in PyTorch, after lib/training/tfjs/architectures: `forward(p, x, masks)` gives the
 * architecture's list of representations and the output, points in columns.
 */
export const forwardCode = (kind: Architecture): string => passes[kind].join('\n\n\n');
