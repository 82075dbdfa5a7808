import type { SelfTestSeries } from './self-test.ts';

/**
 * What version 1 of the kernel sees in the self-test, for hosts where the kernel itself does not run. A test holds the
 * kernel to it, bit by bit.
 */
export const kernelSelfTest: SelfTestSeries = {
  h: Float64Array.of(
    0.38263405090033253,
    0.3210754368957339,
    0.2915722270832002,
    0.19989093273488676,
    0.11456148039606806,
    0.13020384205991622,
  ),
  y: Float64Array.of(
    0.30497308183694916,
    0.26730129266960395,
    0.2484899979709212,
    0.17722222118315423,
    0.10175351231902496,
    0.14007064306955286,
  ),
  w: Float64Array.of(
    -0.08552212939076309,
    -0.0982812824462273,
    -0.10399400703724382,
    -0.12045393274898841,
    -0.12380522912296854,
    -0.12457120420804202,
  ),
  loss: Float64Array.of(
    0.9371553317445491,
    0.7254689485554213,
    0.5693512601351163,
    0.2912914393918689,
    0.0906622271686155,
    0.018867644039755938,
  ),
};
