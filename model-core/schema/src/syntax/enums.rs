//! `#[derive(ModelEnum)]`.

use syn::{Data, DeriveInput, Fields, Path, Variant, Visibility};

use super::args::{self, Scope, Seen, each_attribute};
use super::diesel;
use super::errors::{Errors, suggestion};
use super::field::{comment, unraw};
use super::model::snake_case;
use super::{Parsed, Spans, Tokens};
use crate::def::{CommentDef, EnumDef, VariantDef};

const ENUM: Scope = Scope {
    place: "`#[model(..)]` on an enum",
    once: &["name", "schema", "rename_all", "comment", "renamed_from", "crate"],
    many: &[],
};
const VARIANT: Scope =
    Scope { place: "`#[model(..)]` on a variant", once: &["name", "renamed_from"], many: &[] };

pub(super) fn read(input: &DeriveInput) -> syn::Result<Parsed<EnumDef>> {
    let errors = Errors::default();
    let rust_name = unraw(&input.ident);
    let mut def = EnumDef {
        name: snake_case(&rust_name),
        rust_name,
        schema: None,
        variants: Vec::new(),
        comment: CommentDef::Unset,
        docs: diesel::docs(&input.attrs),
        renamed_from: None,
    };
    let (mut spans, mut tokens) = (Spans::of(&input.ident), Tokens::default());
    let (mut case, mut seen) = (Case::Snake, Seen::new());
    each_attribute(&input.attrs, "model", &errors, |list| {
        args::read(list, &ENUM, &mut seen, &errors, |key, input| {
            match key.name.as_str() {
                "name" => def.name = key.string(input)?.value(),
                "schema" => def.schema = Some(key.string(input)?.value()),
                "rename_all" => {
                    let name = key.string(input)?;
                    case = Case::parse(&name.value()).ok_or_else(|| {
                        let known = suggestion(&name.value(), CASES.map(|(known, _)| known));
                        syn::Error::new(name.span(), format!("`{}` is no case; {known}", name.value()))
                    })?;
                }
                "comment" => def.comment = comment(key, input)?,
                "renamed_from" => def.renamed_from = Some(key.string(input)?.value()),
                _ => {
                    key.equals(input)?;
                    tokens.core = Some(input.call(Path::parse_mod_style)?);
                }
            }
            Ok(())
        });
    });
    if !input.generics.params.is_empty() {
        errors.push(syn::Error::new_spanned(
            &input.generics,
            "an enum in the database has no generics: leave them out",
        ));
    }
    match &input.data {
        Data::Enum(_) if !matches!(input.vis, Visibility::Public(_)) => {
            let message = "the enum is the type of a column, and columns are public: make it `pub`; its module may be private";
            errors.at(input.ident.span(), message);
        }
        Data::Enum(data) if data.variants.is_empty() => {
            errors.at(input.ident.span(), "an enum without variants has no value: add one");
        }
        Data::Enum(data) => {
            for variant in &data.variants {
                let read = read_variant(variant, case, &errors);
                if let Some(other) = def.variants.iter().find(|other| other.label == read.label) {
                    let message = format!(
                        "`{}` is the label of `{}` already: give another with `#[model(name = \"..\")]`",
                        read.label, other.rust_name
                    );
                    errors.at(variant.ident.span(), message);
                }
                def.variants.push(read);
                spans.variants.push(variant.ident.span());
            }
        }
        _ => errors.at(
            input.ident.span(),
            "`ModelEnum` is for an enum: `Model` is for a table's struct, `ModelType` for a newtype",
        ),
    }
    errors.finish().map_or(Ok(Parsed { def, spans, tokens }), Err)
}

fn read_variant(variant: &Variant, case: Case, errors: &Errors) -> VariantDef {
    if !matches!(variant.fields, Fields::Unit) {
        errors.push(syn::Error::new_spanned(
            &variant.fields,
            "a label of an enum carries no data: keep the data in a column of its own",
        ));
    }
    let rust_name = unraw(&variant.ident);
    let mut def = VariantDef { label: case.apply(&rust_name), rust_name, renamed_from: None };
    let mut seen = Seen::new();
    each_attribute(&variant.attrs, "model", errors, |list| {
        args::read(list, &VARIANT, &mut seen, errors, |key, input| {
            let text = key.string(input)?.value();
            if key.name == "name" {
                def.label = text;
            } else {
                def.renamed_from = Some(text);
            }
            Ok(())
        });
    });
    if let Some(span) = seen.get("name").filter(|_| def.label.is_empty()) {
        errors.at(*span, "a label is not empty: write `name = \"on_hold\"`");
    }
    def
}

/// How labels are made of the variants' names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
    Camel,
    Pascal,
    Lower,
    Upper,
}

/// As serde calls them.
const CASES: [(&str, Case); 8] = [
    ("snake_case", Case::Snake),
    ("SCREAMING_SNAKE_CASE", Case::ScreamingSnake),
    ("kebab-case", Case::Kebab),
    ("SCREAMING-KEBAB-CASE", Case::ScreamingKebab),
    ("camelCase", Case::Camel),
    ("PascalCase", Case::Pascal),
    ("lowercase", Case::Lower),
    ("UPPERCASE", Case::Upper),
];

impl Case {
    fn parse(name: &str) -> Option<Self> {
        CASES.iter().find(|(known, _)| *known == name).map(|(_, case)| *case)
    }

    fn apply(self, variant: &str) -> String {
        let snake = || snake_case(variant);
        match self {
            Self::Snake => snake(),
            Self::ScreamingSnake => snake().to_uppercase(),
            Self::Kebab => snake().replace('_', "-"),
            Self::ScreamingKebab => snake().to_uppercase().replace('_', "-"),
            Self::Pascal => variant.to_owned(),
            Self::Lower => variant.to_lowercase(),
            Self::Upper => variant.to_uppercase(),
            Self::Camel => {
                let mut chars = variant.chars();
                chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_follow_the_case() {
        for (name, label) in [
            ("snake_case", "on_hold"),
            ("SCREAMING_SNAKE_CASE", "ON_HOLD"),
            ("kebab-case", "on-hold"),
            ("SCREAMING-KEBAB-CASE", "ON-HOLD"),
            ("camelCase", "onHold"),
            ("PascalCase", "OnHold"),
            ("lowercase", "onhold"),
            ("UPPERCASE", "ONHOLD"),
        ] {
            assert_eq!(Case::parse(name).unwrap().apply("OnHold"), label);
        }
    }
}
