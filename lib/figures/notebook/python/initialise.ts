/**
 * `initialise` of lib/networks/initialise.ts in Python, the same bits: xoroshiro128+ of which the low half counts, seeded by
 * MurmurHash3's finaliser, and the polar method with a logarithm of its own.
 */
export const initialiseCode = `import numpy as np

BITS_32 = 2**32 - 1
BITS_64 = 2**64 - 1


def mixed(value):
    """MurmurHash3's finaliser: neighbouring seeds share nothing afterwards."""
    bits = value & BITS_32
    bits = ((bits ^ (bits >> 16)) * 0x85EBCA6B) & BITS_32
    bits = ((bits ^ (bits >> 13)) * 0xC2B2AE35) & BITS_32
    return bits ^ (bits >> 16)


def uniforms(seed):
    """Numbers in (-1, 1) by xoroshiro128+: the low 32 bits of each sum, as a signed integer, at the middles of 2^32 intervals."""
    a, b, c, d = (mixed(seed + k * 0x9E3779B9) for k in (1, 2, 3, 4))
    s0, s1 = a << 32 | b, c << 32 | d
    while True:
        low = (s0 + s1) & BITS_32
        yield ((low - 2**32 if low >= 2**31 else low) + 0.5) / 2**31
        s1 ^= s0
        s0 = (s0 << 24 | s0 >> 40) & BITS_64 ^ s1 ^ (s1 << 16) & BITS_64
        s1 = (s1 << 37 | s1 >> 27) & BITS_64


def natural_logarithm(x):
    """The logarithm by + - * / alone, for the same last bits everywhere."""
    mantissa, exponent = math.frexp(x)
    mantissa, exponent = 2 * mantissa, exponent - 1
    if mantissa > 1.4142135623730951:
        mantissa, exponent = 0.5 * mantissa, exponent + 1
    t = (mantissa - 1) / (mantissa + 1)
    u = t * t
    series = 1 / 19
    for n in range(17, 0, -2):
        series = series * u + 1 / n
    return 2 * t * series + exponent * 0.6931471805599453


def initialise(blocks, gain, seed):
    """Weight [outputDim][inputDim] and bias [outputDim][1] of each block in turn, float32."""
    source = uniforms(seed)

    def normals(count, scale):
        drawn = []
        while len(drawn) < count:
            while True:
                a, b = next(source), next(source)
                s = a * a + b * b
                if s < 1:
                    break
            factor = scale * math.sqrt((-2 * natural_logarithm(s)) / s)
            drawn += (a * factor, b * factor)
        return drawn[:count]

    def filled(count, fill):
        if isinstance(fill, str):
            return [1.0 if fill == "ones" else 0.0] * count
        return normals(count, gain * math.sqrt(2 / (fill["fanIn"] + fill["fanOut"])))

    arrays = []
    for block in blocks:
        rows_, columns = block["outputDim"], block["inputDim"]
        weight = filled(rows_ * columns, block["weight"])
        arrays.append(np.array(weight, np.float32).reshape(rows_, columns))
        arrays.append(np.array(filled(rows_, block["bias"]), np.float32).reshape(rows_, 1))
    return arrays`;
