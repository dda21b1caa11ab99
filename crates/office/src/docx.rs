//! A document as DOCX.
