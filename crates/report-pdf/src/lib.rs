//! How does a document become a PDF that archives and screen readers accept?
