//! How does a dossier speak OSCAL, and what comes back?
