//! Which standard normal number has this share of the numbers below it?
//!
//! M. J. Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37 (1988): about 16 digits.
//! Logarithms come from `libm`, so that every machine computes the same bits.

const A: [f64; 8] = [
    3.387_132_872_796_366_5,
    133.141_667_891_784_38,
    1_971.590_950_306_551_3,
    13_731.693_765_509_46,
    45_921.953_931_549_87,
    67_265.770_927_008_7,
    33_430.575_583_588_13,
    2_509.080_928_730_122_7,
];
const B: [f64; 8] = [
    1.0,
    42.313_330_701_600_91,
    687.187_007_492_057_9,
    5_394.196_021_424_751,
    21_213.794_301_586_597,
    39_307.895_800_092_71,
    28_729.085_735_721_943,
    5_226.495_278_852_854,
];
const C: [f64; 8] = [
    1.423_437_110_749_683_5,
    4.630_337_846_156_546,
    5.769_497_221_460_691,
    3.647_848_324_763_204_5,
    1.270_458_252_452_368_4,
    0.241_780_725_177_450_6,
    0.022_723_844_989_269_184,
    7.745_450_142_783_414e-4,
];
const D: [f64; 8] = [
    1.0,
    2.053_191_626_637_759,
    1.676_384_830_183_803_8,
    0.689_767_334_985_1,
    0.148_103_976_427_480_08,
    0.015_198_666_563_616_457,
    5.475_938_084_995_345e-4,
    1.050_750_071_644_416_9e-9,
];
const E: [f64; 8] = [
    6.657_904_643_501_103,
    5.463_784_911_164_114,
    1.784_826_539_917_291_3,
    0.296_560_571_828_504_87,
    0.026_532_189_526_576_124,
    0.001_242_660_947_388_078_4,
    2.711_555_568_743_487_6e-5,
    2.010_334_399_292_288_1e-7,
];
const F: [f64; 8] = [
    1.0,
    0.599_832_206_555_888,
    0.136_929_880_922_735_8,
    0.014_875_361_290_850_615,
    7.868_691_311_456_133e-4,
    1.846_318_317_510_054_8e-5,
    1.421_511_758_316_446e-7,
    2.044_263_103_389_939_8e-15,
];

fn ratio(above: &[f64; 8], below: &[f64; 8], x: f64) -> f64 {
    let sum = |row: &[f64; 8]| row.iter().rev().fold(0.0, |sum, factor| sum * x + factor);
    sum(above) / sum(below)
}

/// The quantile of the standard normal distribution; `share` is strictly between 0 and 1, else 0 comes back.
pub(crate) fn quantile(share: f64) -> f64 {
    if share.is_nan() || share <= 0.0 || share >= 1.0 {
        return 0.0;
    }
    let centred = share - 0.5;
    if centred.abs() <= 0.425 {
        return centred * ratio(&A, &B, 0.180_625 - centred * centred);
    }
    let tail = if centred < 0.0 { share } else { 1.0 - share };
    let root = (-libm::log(tail)).sqrt();
    let far = if root <= 5.0 { ratio(&C, &D, root - 1.6) } else { ratio(&E, &F, root - 5.0) };
    if centred < 0.0 { -far } else { far }
}

#[cfg(test)]
mod tests {
    use super::quantile;

    /// Values from tables of the distribution.
    #[test]
    fn known_quantiles_come_out() {
        for (share, z) in [
            (0.5, 0.0),
            (0.9, 1.281_551_565_544_600_4),
            (0.1, -1.281_551_565_544_600_4),
            (0.975, 1.959_963_984_540_054),
            (0.001, -3.090_232_306_167_813_5),
            (1e-12, -7.034_483_825_301_131),
        ] {
            assert!((quantile(share) - z).abs() < 1e-12, "{share}: {} is not {z}", quantile(share));
        }
        assert_eq!((quantile(0.0), quantile(1.0), quantile(f64::NAN)), (0.0, 0.0, 0.0));
    }
}
