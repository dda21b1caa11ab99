//! A document as XLSX.
