//! The words of organizations' names.

use diesel::{
    BoolExpressionMethods, ExpressionMethods, QueryDsl, RunQueryDsl, SelectableHelper,
    dsl::{exists, not},
};

use super::OrganizationRow;
use crate::{
    on_engine,
    platform::{db::Conn, error::Result},
    schema::{organizations, organizations_terms},
};

/// Notes the words of an organization's name in the place of those that it had.
pub fn replace_terms(conn: &mut Conn<'_>, id: &str, terms: &[String]) -> Result<()> {
    let old = organizations_terms::table.filter(organizations_terms::organization_id.eq(id));
    on_engine!(conn, c => diesel::delete(old).execute(c))?;
    for term in terms {
        let row = (organizations_terms::term.eq(term), organizations_terms::organization_id.eq(id));
        on_engine!(conn, c => diesel::insert_into(organizations_terms::table).values(row).execute(c))?;
    }
    Ok(())
}

/// Organizations without words of a name, in the order of their ids, behind `after`.
pub fn select_unindexed(
    conn: &mut Conn<'_>,
    after: &str,
    limit: usize,
) -> Result<Vec<OrganizationRow>> {
    let words = organizations_terms::table
        .filter(organizations_terms::organization_id.eq(organizations::id));
    let unindexed = organizations::id.gt(after).and(not(exists(words)));
    Ok(on_engine!(conn, c => organizations::table
        .filter(unindexed)
        .order(organizations::id)
        .limit(i64::try_from(limit).unwrap_or(i64::MAX))
        .select(OrganizationRow::as_select())
        .load(c))?)
}
