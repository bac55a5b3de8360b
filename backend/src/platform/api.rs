//! The register of operations. One line gives an operation its route and its place in the contract, so nothing can be
//! served undocumented; the operation's id is the handler's own name.
//!
//! ```ignore
//! api.post("/pledges", create_pledge).signed_in().summary("Promise an amount").body::<CreatePledge>().creates::<Pledge>();
//! ```

use std::sync::Arc;

use actix_web::{FromRequest, Handler, Responder, Route, http::Method, web};
use utoipa::{
    IntoParams, ToSchema,
    openapi::{
        ArrayBuilder, ComponentsBuilder, Content, HttpMethod, InfoBuilder, LicenseBuilder, OpenApi,
        OpenApiBuilder, Paths, Ref, Required, ResponseBuilder,
        extensions::ExtensionsBuilder,
        path::{OperationBuilder, ParameterBuilder, ParameterIn},
        request_body::RequestBodyBuilder,
        schema::{ObjectBuilder, Type},
        security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme},
        tag::TagBuilder,
    },
};

/// Where the API begins.
pub const PREFIX: &str = "/api/v1";

/// Who may call an operation at all; what an operation needs beyond that is decided in its service. Stands in the
/// contract as `x-access`, which the authorization tests walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anyone.
    Public,
    /// A person who is signed in.
    SignedIn,
    /// A steward with a second factor.
    Steward,
}

impl Access {
    const fn name(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::SignedIn => "signed_in",
            Self::Steward => "steward",
        }
    }
}

type RouteMaker = Arc<dyn Fn() -> Route + Send + Sync>;

struct Endpoint {
    path: String,
    route: RouteMaker,
}

/// The register. Areas add their operations; the server makes routes of them and the contract is written from them.
pub struct Api {
    endpoints: Vec<Endpoint>,
    operations: Vec<Documented>,
    tag: &'static str,
    tags: Vec<(&'static str, &'static str)>,
}

struct Documented {
    method: HttpMethod,
    path: String,
    operation: OperationBuilder,
    schemas: Vec<(String, utoipa::openapi::RefOr<utoipa::openapi::Schema>)>,
    access: Access,
}

/// An operation that is being described.
pub struct OperationEntry<'a> {
    documented: &'a mut Documented,
}

impl Api {
    /// An empty register.
    pub fn new() -> Self {
        Self { endpoints: Vec::new(), operations: Vec::new(), tag: "", tags: Vec::new() }
    }

    /// Starts an area: the operations that follow stand under its name in the contract.
    pub fn area(&mut self, name: &'static str, description: &'static str) -> &mut Self {
        self.tag = name;
        self.tags.push((name, description));
        self
    }

    /// A read.
    pub fn get<F, Args>(&mut self, path: &str, handler: F) -> OperationEntry<'_>
    where
        F: Handler<Args> + Send + Sync,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(Method::GET, HttpMethod::Get, path, handler)
    }

    /// A creation or an action.
    pub fn post<F, Args>(&mut self, path: &str, handler: F) -> OperationEntry<'_>
    where
        F: Handler<Args> + Send + Sync,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(Method::POST, HttpMethod::Post, path, handler)
    }

    /// A replacement.
    pub fn put<F, Args>(&mut self, path: &str, handler: F) -> OperationEntry<'_>
    where
        F: Handler<Args> + Send + Sync,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(Method::PUT, HttpMethod::Put, path, handler)
    }

    /// A change of some fields.
    pub fn patch<F, Args>(&mut self, path: &str, handler: F) -> OperationEntry<'_>
    where
        F: Handler<Args> + Send + Sync,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(Method::PATCH, HttpMethod::Patch, path, handler)
    }

    /// A removal.
    pub fn delete<F, Args>(&mut self, path: &str, handler: F) -> OperationEntry<'_>
    where
        F: Handler<Args> + Send + Sync,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(Method::DELETE, HttpMethod::Delete, path, handler)
    }

    fn add<F, Args>(
        &mut self,
        verb: Method,
        method: HttpMethod,
        path: &str,
        handler: F,
    ) -> OperationEntry<'_>
    where
        F: Handler<Args> + Send + Sync,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        let path = format!("{PREFIX}{path}");
        let name = std::any::type_name::<F>();
        let id = name.rsplit("::").next().unwrap_or(name).to_owned();
        let route = move || web::method(verb.clone()).to(handler.clone());
        self.endpoints.push(Endpoint { path: path.clone(), route: Arc::new(route) });
        let mut operation = OperationBuilder::new().operation_id(Some(id)).tag(self.tag);
        for segment in path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
        {
            operation =
                operation.parameter(text_parameter(segment, ParameterIn::Path, Required::True, ""));
        }
        for (status, description) in
            [("4XX", "The request was refused, and why"), ("5XX", "A fault of the server's")]
        {
            let problem = Content::new(Some(Ref::from_schema_name("Problem")));
            let response = ResponseBuilder::new()
                .description(description)
                .content("application/problem+json", problem);
            operation = operation.response(status, response);
        }
        self.operations.push(Documented {
            method,
            path,
            operation,
            schemas: Vec::new(),
            access: Access::Public,
        });
        OperationEntry { documented: self.operations.last_mut().expect("just added") }
    }

    /// Gives the routes to an actix service configuration. Paths that several methods share become one resource.
    pub fn configure(&self, config: &mut web::ServiceConfig) {
        let mut paths: Vec<&str> =
            self.endpoints.iter().map(|endpoint| endpoint.path.as_str()).collect();
        // A fixed segment wins over a variable one: actix takes the first resource that fits.
        paths.sort_by_key(|path| (path.replace('{', "\u{10FFFF}"), *path));
        paths.dedup();
        for path in paths {
            let mut resource = web::resource(path).default_service(web::to(method_not_allowed));
            for endpoint in self.endpoints.iter().filter(|endpoint| endpoint.path == path) {
                resource = resource.route((endpoint.route)());
            }
            config.service(resource);
        }
    }

    /// The contract.
    pub fn contract(self) -> OpenApi {
        let mut components = ComponentsBuilder::new().security_scheme(
            "person",
            SecurityScheme::Http(
                HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build(),
            ),
        );
        let mut schemas = Vec::new();
        collect::<kopuro_shared::problem::Problem>(&mut schemas);
        let mut paths = Paths::new();
        for Documented { method, path, mut operation, schemas: own, access } in self.operations {
            schemas.extend(own);
            operation = operation
                .extensions(Some(ExtensionsBuilder::new().add("x-access", access.name()).build()));
            let security = match access {
                // Public operations may show more to a person who is signed in.
                Access::Public => vec![SecurityRequirement::default(), person()],
                Access::SignedIn | Access::Steward => vec![person()],
            };
            paths.add_path_operation(
                path,
                vec![method],
                operation.securities(Some(security)).build(),
            );
        }
        schemas.sort_by(|(a, _), (b, _)| a.cmp(b));
        schemas.dedup_by(|(a, _), (b, _)| a == b);
        for (name, schema) in schemas {
            components = components.schema(name, schema);
        }
        let tags = self.tags.iter().map(|(name, description)| {
            TagBuilder::new().name(*name).description(Some(*description)).build()
        });
        let info = InfoBuilder::new()
            .title("Kopuro")
            .version(env!("CARGO_PKG_VERSION"))
            .description(Some(include_str!("api.md")))
            .license(Some(
                LicenseBuilder::new()
                    .name("AGPL-3.0-or-later")
                    .identifier(Some("AGPL-3.0-or-later"))
                    .build(),
            ));
        OpenApiBuilder::new()
            .info(info.build())
            .servers(Some([utoipa::openapi::Server::new("/")]))
            .tags(Some(tags.collect::<Vec<_>>()))
            .paths(paths)
            .components(Some(components.build()))
            .build()
    }
}

impl Default for Api {
    fn default() -> Self {
        Self::new()
    }
}

fn person() -> SecurityRequirement {
    SecurityRequirement::new::<_, [&str; 0], &str>("person", [])
}

async fn method_not_allowed() -> Result<&'static str, super::error::Error> {
    Err(super::error::Error::new(kopuro_shared::error::ErrorCode::MethodNotAllowed))
}

fn collect<T: ToSchema>(into: &mut Vec<(String, utoipa::openapi::RefOr<utoipa::openapi::Schema>)>) {
    into.push((T::name().into_owned(), T::schema()));
    T::schemas(into);
}

fn text_parameter(
    name: &str,
    place: ParameterIn,
    required: Required,
    description: &str,
) -> ParameterBuilder {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(place)
        .required(required)
        .description((!description.is_empty()).then_some(description))
        .schema(Some(ObjectBuilder::new().schema_type(Type::String)))
}

impl OperationEntry<'_> {
    fn change(self, change: impl FnOnce(OperationBuilder) -> OperationBuilder) -> Self {
        let operation = std::mem::take(&mut self.documented.operation);
        self.documented.operation = change(operation);
        self
    }

    /// What the operation does, in one imperative sentence.
    pub fn summary(self, summary: &str) -> Self {
        self.change(|operation| operation.summary(Some(summary)))
    }

    /// More about it, where one sentence is not enough.
    pub fn describe(self, description: &str) -> Self {
        self.change(|operation| operation.description(Some(description)))
    }

    /// For a person who is signed in.
    pub fn signed_in(self) -> Self {
        self.documented.access = Access::SignedIn;
        self
    }

    /// For stewards with a second factor.
    pub fn steward(self) -> Self {
        self.documented.access = Access::Steward;
        self
    }

    /// Takes a JSON body.
    pub fn body<T: ToSchema>(self) -> Self {
        collect::<T>(&mut self.documented.schemas);
        self.body_of("application/json", Content::new(Some(Ref::from_schema_name(T::name()))))
    }

    /// Takes one file as `multipart/form-data` in the field `file`.
    pub fn file(self) -> Self {
        let file = ObjectBuilder::new()
            .schema_type(Type::String)
            .content_media_type("application/octet-stream");
        let form = ObjectBuilder::new().property("file", file).required("file");
        self.body_of("multipart/form-data", Content::new(Some(form)))
    }

    /// Takes a body of another media type.
    pub fn body_of(self, media_type: &str, content: Content) -> Self {
        let body = RequestBodyBuilder::new()
            .required(Some(Required::True))
            .content(media_type, content)
            .build();
        self.change(|operation| operation.request_body(Some(body)))
    }

    /// Takes query parameters.
    pub fn query<T: IntoParams>(self) -> Self {
        self.change(|operation| {
            operation.parameters(Some(T::into_params(|| Some(ParameterIn::Query))))
        })
    }

    /// A creation that takes `Idempotency-Key`: a replay answers the first answer.
    pub fn idempotent(self) -> Self {
        let text = "Chosen by the caller, at most 200 visible ASCII characters. A replay of the same request answers the first \
                    answer; the same key with another body is refused (422).";
        self.change(|operation| {
            operation.parameter(text_parameter(
                "Idempotency-Key",
                ParameterIn::Header,
                Required::False,
                text,
            ))
        })
    }

    /// A change that needs `If-Match`.
    pub fn if_match(self) -> Self {
        let text =
            "The `ETag` of the version that the change is based on. 428 without, 412 when stale.";
        self.change(|operation| {
            operation.parameter(text_parameter(
                "If-Match",
                ParameterIn::Header,
                Required::True,
                text,
            ))
        })
    }

    /// Answers 200 with JSON.
    pub fn answers<T: ToSchema>(self) -> Self {
        self.answers_with::<T>("200", "Done")
    }

    /// Answers 200 with a JSON array of a list that is short by its nature.
    pub fn answers_list<T: ToSchema>(self) -> Self {
        collect::<T>(&mut self.documented.schemas);
        let rows = ArrayBuilder::new().items(Ref::from_schema_name(T::name()));
        let response = ResponseBuilder::new()
            .description("Done")
            .content("application/json", Content::new(Some(rows)));
        self.change(|operation| operation.response("200", response))
    }

    /// Answers 201 with the new resource, its `Location` and its `ETag`.
    pub fn creates<T: ToSchema>(self) -> Self {
        self.answers_with::<T>("201", "Created")
    }

    /// Answers 202 with JSON.
    pub fn accepts<T: ToSchema>(self) -> Self {
        self.answers_with::<T>("202", "Accepted")
    }

    /// Answers 204.
    pub fn answers_nothing(self) -> Self {
        self.change(|operation| {
            operation.response("204", ResponseBuilder::new().description("Done"))
        })
    }

    /// Answers 200 with another media type.
    pub fn answers_of(self, media_type: &str) -> Self {
        let text = Content::new(Some(ObjectBuilder::new().schema_type(Type::String)));
        self.change(|operation| {
            operation.response(
                "200",
                ResponseBuilder::new().description("Done").content(media_type, text),
            )
        })
    }

    fn answers_with<T: ToSchema>(self, status: &str, description: &str) -> Self {
        collect::<T>(&mut self.documented.schemas);
        let content = Content::new(Some(Ref::from_schema_name(T::name())));
        self.change(|operation| {
            operation.response(
                status,
                ResponseBuilder::new()
                    .description(description)
                    .content("application/json", content),
            )
        })
    }
}
