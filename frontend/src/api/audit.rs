//! The audit log.

use kopuro_shared::audit::AuditEntry;

use super::ListOf;

/// The entries that fit the filters (empty: all), newest first.
pub fn list_audit_entries(filters: &[(&str, &str)]) -> ListOf<AuditEntry> {
    ListOf::new("/audit_entries", filters)
}
