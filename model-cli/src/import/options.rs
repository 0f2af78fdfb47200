//! Arguments of attributes: `with(..)`, `identity(..)`, `deferrable`.

use std::collections::BTreeMap;

use model_core::ir::{Deferrable, Identity, Parameters, SequenceOptions};

use super::text::quoted;

/// `deferrable`, `initially_deferred`.
pub fn deferrable(deferrable: Deferrable) -> Option<String> {
    match deferrable {
        Deferrable::Never => None,
        Deferrable::Immediate => Some("deferrable".to_owned()),
        Deferrable::Deferred => Some("initially_deferred".to_owned()),
    }
}

/// A name where a name or a string may stand.
pub fn word(name: &str) -> String {
    if super::names::is_ident(name) { name.to_owned() } else { quoted(name) }
}

/// `with(fillfactor = 70)`.
pub fn storage(options: &Parameters) -> String {
    let sorted: BTreeMap<&String, &String> = options.iter().collect();
    let options: Vec<String> = sorted
        .into_iter()
        .map(|(name, value)| {
            let name: Vec<String> = name.split('.').map(word).collect();
            let is_number = value.chars().all(|c| c.is_ascii_digit()) && !value.is_empty();
            let value =
                if is_number || value == "true" || value == "false" { value.clone() } else { word(value) };
            format!("{} = {value}", name.join("."))
        })
        .collect();
    format!("with({})", options.join(", "))
}

/// Whether `identity` alone says it.
pub fn is_plain(identity: &Identity) -> bool {
    !identity.always && identity.options == SequenceOptions::default()
}

/// `identity(always, start = 100)`.
pub fn identity(identity: &Identity) -> String {
    let options = &identity.options;
    let mut arguments = Vec::new();
    if identity.always {
        arguments.push("always".to_owned());
    }
    for (name, value) in [
        ("start", options.start),
        ("increment", options.increment),
        ("min", options.min),
        ("max", options.max),
        ("cache", options.cache),
    ] {
        arguments.extend(value.map(|value| format!("{name} = {value}")));
    }
    if options.cycle {
        arguments.push("cycle".to_owned());
    }
    if arguments.is_empty() { "identity".to_owned() } else { format!("identity({})", arguments.join(", ")) }
}
