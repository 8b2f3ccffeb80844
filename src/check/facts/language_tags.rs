//! The primary languages of the IANA registry of language subtags (of 2026), a bit for each.
//!
//! In: a tag such as `fr-CA`. Out: whether its language is registered.

/// Whether a language tag begins with a registered language.
pub fn is_language(tag: &str) -> bool {
    let primary = tag.split('-').next().unwrap_or_default();
    let number = |byte: u8| usize::from(byte.to_ascii_lowercase().wrapping_sub(b'a'));
    if !primary.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return false;
    }
    match *primary.as_bytes() {
        [a, b] => TWO.get(number(a)).is_some_and(|row| row >> number(b) & 1 == 1),
        [a, b, c] => {
            let bit = number(a) * 676 + number(b) * 26 + number(c);
            THREE.get(bit / 64).is_some_and(|row| row >> (bit % 64) & 1 == 1)
        }
        _ => false,
    }
}

/// Of two letters: a number for each first letter, a bit for each second.
#[rustfmt::skip]
const TWO: [u32; 26] = [
    0x3263433, 0x00671d1, 0x1364091, 0x2200011, 0x01c6810, 0x1024321, 0x0302809, 0x31a4111, 0x05c6559, 0x0600101,
    0x1767f41, 0x0386143, 0x10e6dc0, 0x122685b, 0x0061204, 0x00c0901, 0x0100000, 0x0507000, 0x07f7ddd, 0x14e6dd1,
    0x2020440, 0x0004110, 0x0004001, 0x0000080, 0x0004100, 0x0100081,
];

/// Of three letters: bits in alphabetical order.
#[rustfmt::skip]
const THREE: [u64; 275] = [
    0xdbbfffeffefdfdff, 0x573c1ff7fafefffb, 0x70fffffff873976f, 0x728505cfffff03bf, 0x77ffffff7ffdffe9, 0xe3ffffffffffffff,
    0x7a0abc4dffffffe9, 0xfff7fffeffffffbe, 0xf0f1f42bdfffffff, 0xeddf2007149fe75d, 0xffeebff821c93f9f, 0xffff7fffffffffff,
    0xf7fffffffd7fffff, 0xe7ffffffffffff7f, 0xffffefffffffffbf, 0xdfffffffffbfffff, 0xffff7ffbfff3ffff, 0xf7fffffbfffffeff,
    0xdf7ffffffffdffff, 0xffdffffffeffffff, 0xfffffefffffbdfff, 0xd5fdbf7ff7ffffff, 0x2c43c19cff407fad, 0x8000445000412508,
    0xd64542b49ff2ffbb, 0x5717e77bf788349b, 0xeff37f371c0e7d55, 0x10000865385dff9f, 0x377fffffffbfffbc, 0x008101ffdfc7c73e,
    0x03000020008005b0, 0x7dffd02192000040, 0x640200045efedeff, 0x0000227bdfc1198d, 0xf3d9e526de6ddf00, 0x0c41149fcffdfffe,
    0x5f67c7f000d10086, 0x0003efedb75e99d6, 0x57da77c000000002, 0xfff47bd62e016d92, 0x560c010000007f7f, 0x16512714b0000003,
    0x491110000001000a, 0x1000000010600000, 0x0580100004440000, 0x0428800005000018, 0x3564102dd5500000, 0x03cde2bfd5f55324,
    0x0000000040008000, 0x9957dd0139170400, 0x8240010008a79821, 0x0200000004000000, 0xfeb0000044004001, 0x04000000020039ab,
    0x4000200000000000, 0x0000000200000004, 0x0000000005a88310, 0x08000408a6042004, 0x4086310800005081, 0xf503004000000000,
    0xe000000004081003, 0x001100800013b33b, 0x0000000000000000, 0xffffffffff000000, 0x27dfffc0a283cfdf, 0xc5b2201003e51fef,
    0xdff9df039b2545a6, 0xe3810e019048d403, 0x6dff7ff338db5493, 0x010008047ffffff9, 0x4f850ffd5f3c1221, 0xd6fffdff04004044,
    0x00000da337f41be8, 0xf000840702797b20, 0x0081041800fe7fff, 0x00011c9410800000, 0x0400401000000000, 0x0000400ca5feb408,
    0xfff060006c042491, 0x6edf9f051cf67ffb, 0x0540000000110003, 0x510400042882b6b5, 0x050809053ffdffe2, 0x0000100000000040,
    0x6c02a1000000000c, 0x8047c020881448e7, 0x244050cc00000007, 0x2000102040844785, 0xeeecd90011885002, 0xeb590e69111d3750,
    0x0010400520000833, 0x5dd6499644500000, 0x001000fb974783a7, 0x0100454000800008, 0x0846008040010002, 0x00169dc439f7ebf8,
    0xa2dd202001040c00, 0x0000441200000001, 0x800413959df01004, 0xf010004016d00100, 0x004a0102d24c6290, 0xc020000208000446,
    0x0000000800068000, 0x00080215efd8f000, 0x0110000000000100, 0xe3d7ff0000001000, 0xff7ffffffffffffd, 0xfffffffffffffeff,
    0xfffffbffdfffffff, 0xfffffefffffffddb, 0xffffffffffffffff, 0xffffffdcffdffffd, 0xfffbfeffffffffff, 0xfffeffffffffffff,
    0xfffffffffffffffd, 0xffffffffffffffef, 0xffdfddfd7bffffff, 0xfff007ff2c0598bc, 0x1f7dc30008007fff, 0x447f7cfff072e606,
    0x57fffd1e7b9f3022, 0xf7951ef2ff3ffff2, 0x200002018047ffff, 0x116ef9df8a9f5540, 0x034077fffbd05187, 0x100040005c58d105,
    0xb77b800a20000204, 0xfffffffffffefefd, 0xffff7fffffffefff, 0xf7ffffffffffffff, 0xff7fffff7fdfffff, 0xfbffffbdffefffff,
    0xf7fffd7fdfffffff, 0xfffbfffffff7ffff, 0xdf7fffffffffffef, 0xfffffffff7efbfff, 0x7ffffffeffffffff, 0xfdfffcffffffffff,
    0xfffeffbe9fffff7f, 0xffff0482027ff77f, 0xfff7ffffefd7ffff, 0xfd56fff7ffe79ee2, 0xffefffffffffffcd, 0xc40651a70f7dfffd,
    0xfffdffa6af5dd097, 0x203fffffff5b5d63, 0x4df565c251570014, 0x05c58542dfffffe2, 0x0508106974002204, 0x0000000006010041,
    0x0000010405605100, 0xf192011800201106, 0xed570695066b67fd, 0x406204837b9d4dfb, 0x8354000000421500, 0xf7df46c98e105ff9,
    0x9000000020003113, 0x00100a0000000000, 0x7dbffddff0004001, 0x61841442bfffcfbe, 0x490002047a5dffb0, 0xefbff1edff27142d,
    0xfc1ee0c70200003f, 0xfff7fdf7fbfdffbb, 0x107ff447edf5fcff, 0xf9ddf7ff7fc40101, 0x3dbd77f5ef86055f, 0x4000427143000000,
    0x0008241943010000, 0xffffffffffffffff, 0xffffffffffffffff, 0xffffffffffffffff, 0xffffffffffffffff, 0xffffffffffffffff,
    0xffffffffffffffff, 0xffffffffffffffff, 0xffffffffffffffff, 0x5d13ee57e7bdefff, 0x800117fa2140c109, 0xbffffef000000000,
    0x0008000020002300, 0x00000010e3b53000, 0x8330020100162411, 0x48118301005001a3, 0x12ffffdff0000000, 0x20800052d87f10aa,
    0x0202144000000000, 0x9c5f61104210403d, 0x20025c0100000031, 0x0020014200010000, 0x3fffffffffdfbf00, 0xffffafffbdcfdedf,
    0xfdeffdf110404b7f, 0xf17fffdffbfffff7, 0xf7eeff7fff7ff17b, 0xfdffdfffdbffbfef, 0x9f76816fff57bf7e, 0xfefbfffffffdf7dc,
    0x18505fef5f575fff, 0x0f159f159ffffe62, 0x7ef7f592a17dc67d, 0xffddfdffffffffff, 0x98403fff5ff6fdff, 0xdffef6f3ffe3ff02,
    0xbc7b153ed07fdfff, 0xf7fffff7ffffbeff, 0xfdd7f7dffeffff7f, 0xffffffc5bf802fef, 0xbffdffffffff9fff, 0xdbf8ff771f467fdf,
    0xa07beab9167dcf5d, 0x482404023000201e, 0x000406d440000004, 0x0609300004000400, 0x0024000000080050, 0x0f4dd758dc100004,
    0x0a4ad56416f14f54, 0x0000080040000240, 0x4148581febffdc00, 0x224012300004a024, 0x0000000000001000, 0xbf10108000000001,
    0x000000000100936f, 0x00002d80c0000000, 0x0000000a00000000, 0x0100010002c286c0, 0x79fff012000218ff, 0x000a00000025003f,
    0x1000400000000000, 0x0001000020290003, 0x0001000000008300, 0x0000000000000000, 0x7ecfffffff000000, 0x46019200001011be,
    0x14300001005ef1cd, 0x7a3ff60401105504, 0x75552080b0000405, 0x43d578cc71df7d97, 0x00000001146757f5, 0x60541fdbf72c0000,
    0x01ba388b10056883, 0x0000442400300000, 0xf000000102310310, 0x78d670bcd7d7fff5, 0x41e984a40550157a, 0x407452396b000000,
    0x020000926a9030e8, 0xeff453857fffefff, 0x42f54cc7ddf2ffff, 0x56c080001ffffffc, 0xffef7d37fb9f16cc, 0x5d01184401afa4bd,
    0x80e0302850084a4e, 0x6fffffff00242010, 0x0116402a880601fe, 0x100000013e2b1501, 0xbfe1010202456990, 0xd1a7dc10000003bf,
    0xb36e8ffddf449e54, 0x803d30d8c3d42055, 0x84c511f44c000000, 0xdbbf7f502200506f, 0x1045b28410200007, 0x0011021200004406,
    0x891602057ffdfff0, 0x030c100008000000, 0x2802308300000000, 0x00002423c0330084, 0xf154c8463ae4cb00, 0x50840101167fffff,
    0x4000010ffffffc07, 0xe140121c01013810, 0x0000001003081676, 0x2422000000000001, 0x000000000080400a,
];

#[cfg(test)]
mod tests {
    use super::is_language;

    #[test]
    fn registered_languages_are_known() {
        for tag in ["fr", "FR-ca", "zh-Hant-TW", "gsw", "haw", "qaa", "yue", "en-x-pirate"] {
            assert!(is_language(tag), "{tag}");
        }
        for tag in ["", "x", "french", "eng", "fra", "em-US", "i-lux", "a1", "f", "-fr", "xyz1", "é"] {
            assert!(!is_language(tag), "{tag}");
        }
    }
}
