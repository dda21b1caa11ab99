//! In which order must elements follow each other? Word refuses what the schema (ECMA-376, transitional) does not allow.

/// Elements with the order of their children. What is not listed here we do not write.
pub(crate) const ORDER: &[(&str, &str)] = &[
    (
        "pPr",
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs \
         suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd \
         snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment \
         textboxTightWrap outlineLvl divId cnfStyle rPr sectPr",
    ),
    (
        "rPr",
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish \
         webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang",
    ),
    (
        "tblPr",
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd \
         tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    ),
    ("tcPr", "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark"),
    ("tblBorders", "top left start bottom right end insideH insideV"),
    ("tcBorders", "top left start bottom right end insideH insideV tl2br tr2bl"),
    ("tblCellMar", "top left start bottom right end"),
    ("pBdr", "top left bottom right between bar"),
    ("numPr", "ilvl numId"),
    ("trPr", "cantSplit tblHeader"),
    (
        "sectPr",
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols \
         formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    ),
    (
        "style",
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal \
         personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    ),
    ("tblStylePr", "pPr rPr tblPr trPr tcPr"),
    ("styles", "docDefaults latentStyles style"),
    ("docDefaults", "rPrDefault pPrDefault"),
    ("numbering", "numPicBullet abstractNum num"),
    ("abstractNum", "nsid multiLevelType tmpl name styleLink numStyleLink lvl"),
    ("lvl", "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr"),
    ("font", "altName panose1 charset family notTrueType pitch sig embedRegular"),
    (
        "settings",
        "writeProtection view zoom defaultTabStop characterSpacingControl footnotePr endnotePr compat docVars rsids mathPr \
         themeFontLang clrSchemeMapping shapeDefaults decimalSymbol listSeparator",
    ),
    ("tbl", "bookmarkStart bookmarkEnd tblPr tblGrid tr"),
    ("tr", "tblPrEx trPr tc"),
    ("sdt", "sdtPr sdtEndPr sdtContent"),
    ("inline", "extent effectExtent docPr cNvGraphicFramePr graphic"),
    ("pic", "nvPicPr blipFill spPr"),
    ("spPr", "xfrm prstGeom"),
    ("themeElements", "clrScheme fontScheme fmtScheme extLst"),
    ("majorFont", "latin ea cs font"),
    ("fmtScheme", "fillStyleLst lnStyleLst effectStyleLst bgFillStyleLst"),
];

/// Where the children of an element stand out of order, or are none of its own.
pub(crate) fn disorder(node: roxmltree::Node<'_, '_>) -> Option<String> {
    let name = node.tag_name().name();
    let (_, order) = ORDER.iter().find(|(element, _)| *element == name)?;
    let mut last = 0;
    for child in node.children().filter(roxmltree::Node::is_element) {
        let child = child.tag_name().name();
        let Some(at) = order.split_whitespace().position(|one| one == child) else {
            return Some(format!("{name} has {child}"));
        };
        if at < last {
            return Some(format!("{child} too late in {name}"));
        }
        last = at;
    }
    None
}
