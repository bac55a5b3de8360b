//! Keyset pages: every list is bounded, and the next page starts behind the last row of this one.

use serde::{Deserialize, Serialize};

/// Rows of a page when the caller does not say.
pub const DEFAULT_LIMIT: u32 = 20;
/// Most rows of a page.
pub const MAX_LIMIT: u32 = 100;

/// A page of a list. `next_cursor` is absent on the last page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    /// The rows, in the order asked for.
    pub items: Vec<T>,
    /// Opaque; give it back as `?cursor=` for the next page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

impl<T> Page<T> {
    /// The same page with each row changed.
    pub fn map<U>(self, change: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(change).collect(), next_cursor: self.next_cursor }
    }
}

/// Written by hand: the derived name would be `Page` for every list, and each list has rows of its own.
#[cfg(feature = "openapi")]
mod schema {
    use std::borrow::Cow;

    use utoipa::{
        PartialSchema, ToSchema,
        openapi::{
            ArrayBuilder, ObjectBuilder, Ref, RefOr, Schema,
            schema::{SchemaType, Type},
        },
    };

    use super::Page;

    impl<T: ToSchema> PartialSchema for Page<T> {
        fn schema() -> RefOr<Schema> {
            let rows = ArrayBuilder::new()
                .items(Ref::from_schema_name(T::name()))
                .description(Some("The rows, in the order asked for."));
            let cursor = ObjectBuilder::new()
                .schema_type(SchemaType::new(Type::String))
                .description(Some("Opaque; give it back as `?cursor=` for the next page. Absent on the last page."));
            let page = ObjectBuilder::new()
                .property("items", rows)
                .required("items")
                .property("next_cursor", cursor)
                .description(Some("A page of a list."));
            Schema::from(page.build()).into()
        }
    }

    impl<T: ToSchema> ToSchema for Page<T> {
        fn name() -> Cow<'static, str> {
            format!("{}Page", T::name()).into()
        }

        fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
            schemas.push((T::name().into_owned(), T::schema()));
            T::schemas(schemas);
        }
    }
}
