//! `default = ..`.

use quote::ToTokens;
use syn::{Error, Expr, ExprCall, Lit, Path, UnOp};

use crate::def::DefaultDef;
use crate::sql::literal;

/// Literals stand for themselves, a path for a variant, a call for a function of the database.
pub(super) fn default(expr: &Expr) -> syn::Result<DefaultDef> {
    match expr {
        Expr::Group(group) => default(&group.expr),
        Expr::Paren(paren) => default(&paren.expr),
        Expr::Lit(lit) => match &lit.lit {
            Lit::Str(text) => Ok(DefaultDef::Text(text.value())),
            Lit::Bool(value) => Ok(DefaultDef::Bool(value.value)),
            other => number(other).map(DefaultDef::Number).ok_or_else(|| wrong(expr)),
        },
        Expr::Unary(negated) if matches!(negated.op, UnOp::Neg(_)) => match &*negated.expr {
            Expr::Lit(lit) => number(&lit.lit)
                .map(|digits| DefaultDef::Number(format!("-{digits}")))
                .ok_or_else(|| wrong(expr)),
            _ => Err(wrong(expr)),
        },
        Expr::Path(path) if path.qself.is_none() => named(&path.path).ok_or_else(|| wrong(expr)),
        Expr::Call(call) if matches!(&*call.func, Expr::Path(path) if path.path.is_ident("sql")) => {
            raw_sql(call).ok_or_else(|| wrong(expr))
        }
        Expr::Call(call) => Ok(DefaultDef::Sql(call_text(call)?)),
        _ => Err(wrong(expr)),
    }
}

fn wrong(expr: &Expr) -> Error {
    Error::new_spanned(
        expr,
        "a default is a literal, a variant like `Status::Active`, a call like `now()`, or SQL like `sql(\"'{}'::text[]\")`",
    )
}

fn number(lit: &Lit) -> Option<String> {
    match lit {
        Lit::Int(int) if int.suffix().is_empty() => Some(int.base10_digits().to_owned()),
        Lit::Float(float) if float.suffix().is_empty() => Some(float.base10_digits().to_owned()),
        _ => None,
    }
}

/// `Status::Active`, or `Active` alone; SQL's functions without parentheses.
fn named(path: &Path) -> Option<DefaultDef> {
    const NILADIC: [&str; 9] = [
        "current_date",
        "current_time",
        "current_timestamp",
        "localtime",
        "localtimestamp",
        "current_user",
        "session_user",
        "current_role",
        "current_schema",
    ];
    let last = path.segments.last()?.ident.to_string();
    let last = last.strip_prefix("r#").unwrap_or(&last);
    if path.segments.len() == 1 && NILADIC.contains(&last.to_ascii_lowercase().as_str()) {
        return Some(DefaultDef::Sql(last.to_owned()));
    }
    let camel_case = last.chars().next().is_some_and(char::is_uppercase);
    (path.segments.len() > 1 || camel_case).then(|| DefaultDef::Variant(last.to_owned()))
}

/// `sql("..")`.
fn raw_sql(call: &ExprCall) -> Option<DefaultDef> {
    let mut args = call.args.iter();
    match (args.next(), args.next()) {
        (Some(Expr::Lit(lit)), None) => match &lit.lit {
            Lit::Str(text) => Some(DefaultDef::Sql(text.value())),
            _ => None,
        },
        _ => None,
    }
}

/// `nextval("tickets")` as SQL: `nextval('tickets')`.
fn call_text(call: &ExprCall) -> syn::Result<String> {
    let Expr::Path(function) = &*call.func else { return Err(wrong(&call.func)) };
    let names: Vec<String> = function
        .path
        .segments
        .iter()
        .map(|segment| segment.ident.to_string().trim_start_matches("r#").to_owned())
        .collect();
    let args = call.args.iter().map(argument_text).collect::<syn::Result<Vec<_>>>()?;
    Ok(format!("{}({})", names.join("."), args.join(", ")))
}

fn argument_text(expr: &Expr) -> syn::Result<String> {
    match expr {
        Expr::Call(call) => call_text(call),
        Expr::Path(path) if path.path.get_ident().is_some() => Ok(path.to_token_stream().to_string()),
        other => match default(other)? {
            DefaultDef::Text(text) => Ok(literal(&text)),
            DefaultDef::Number(digits) => Ok(digits),
            DefaultDef::Bool(value) => Ok(value.to_string()),
            DefaultDef::Sql(sql) => Ok(sql),
            DefaultDef::Variant(_) => Err(wrong(other)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> syn::Result<DefaultDef> {
        default(&syn::parse_str(text).unwrap())
    }

    #[test]
    fn defaults_by_shape() {
        for (rust, expected) in [
            ("\"o'clock\"", DefaultDef::Text("o'clock".to_owned())),
            ("-1_000", DefaultDef::Number("-1000".to_owned())),
            ("2.50", DefaultDef::Number("2.50".to_owned())),
            ("true", DefaultDef::Bool(true)),
            ("Status::Active", DefaultDef::Variant("Active".to_owned())),
            ("Active", DefaultDef::Variant("Active".to_owned())),
            ("now ( )", DefaultDef::Sql("now()".to_owned())),
            ("CURRENT_TIMESTAMP", DefaultDef::Sql("CURRENT_TIMESTAMP".to_owned())),
            ("nextval(\"a'b\")", DefaultDef::Sql("nextval('a''b')".to_owned())),
            ("app::make_id(-1, now())", DefaultDef::Sql("app.make_id(-1, now())".to_owned())),
            ("sql(\"'{}'::text[]\")", DefaultDef::Sql("'{}'::text[]".to_owned())),
        ] {
            assert_eq!(read(rust).unwrap(), expected, "{rust}");
        }
    }

    #[test]
    fn what_is_no_default() {
        for rust in ["active", "1u8", "1 + 1", "-x", "b\"x\"", "f(Status::Active)", "sql(1)", "'c'"] {
            assert!(read(rust).unwrap_err().to_string().contains("a default is"), "{rust}");
        }
    }
}
