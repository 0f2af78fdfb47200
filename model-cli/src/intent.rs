//! `--rename`, `--backfill`, `--using`, `--allow-drop`, `--no-nulls`, `--assume`: what they mean for the models there are.

use clap::Args;
use model_core::diff::{Answer, Intent, shell_word};
use model_core::ir::{QName, Schema};

use crate::exit::Failure;

/// What only a person can say.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Answers, which a terminal is asked for")]
pub struct IntentArgs {
    /// Something has another name now: a column `users.name=full_name`, a table or type `people=users`, a label
    /// `status.held=on_hold`
    #[arg(long, value_name = "OLD=NEW")]
    pub rename: Vec<String>,
    /// What the rows there are get in a column: `users.full_name="name"`, any SQL expression
    #[arg(long, value_name = "COLUMN=SQL")]
    pub backfill: Vec<String>,
    /// How a value becomes one of the new type: `users.age="age::integer"`
    #[arg(long, value_name = "COLUMN=SQL")]
    pub using: Vec<String>,
    /// What may go with its data: a table `users`, a column `users.nickname`, a label `status.held`
    #[arg(long, value_name = "NAME")]
    pub allow_drop: Vec<String>,
    /// A column that becomes NOT NULL and is known to hold no NULL
    #[arg(long, value_name = "COLUMN")]
    pub no_nulls: Vec<String>,
    /// A new constraint or type that the rows there are known to fit: `users_email_key`, `users.age`
    #[arg(long, value_name = "NAME")]
    pub assume: Vec<String>,
}

impl IntentArgs {
    /// Takes in the answer to a question. What a person has to write first is none yet.
    pub fn answer(&mut self, answer: &Answer) {
        let Some(value) = answer.argument() else { return };
        let list = match answer.flag {
            "--rename" => &mut self.rename,
            "--backfill" => &mut self.backfill,
            "--using" => &mut self.using,
            "--allow-drop" => &mut self.allow_drop,
            "--assume" => &mut self.assume,
            _ => &mut self.no_nulls,
        };
        list.push(value);
    }

    /// The flags as they stand on a command line.
    pub fn flags(&self) -> Vec<String> {
        let all = [
            ("--rename", &self.rename),
            ("--backfill", &self.backfill),
            ("--using", &self.using),
            ("--allow-drop", &self.allow_drop),
            ("--no-nulls", &self.no_nulls),
            ("--assume", &self.assume),
        ];
        all.iter()
            .flat_map(|(name, values)| {
                values.iter().map(move |value| format!("{name} {}", shell_word(value)))
            })
            .collect()
    }

    /// What they mean. Names are looked up among the models.
    pub fn resolve(&self, models: &Schema) -> Result<Intent, Failure> {
        let mut intent = Intent::default();
        let names = Names { models };
        for text in &self.rename {
            names.rename(text, &mut intent)?;
        }
        for text in &self.backfill {
            let (column, sql) = names.column_and_sql("--backfill", text)?;
            intent.hints.backfills.insert(column, sql);
        }
        for text in &self.using {
            let (column, sql) = names.column_and_sql("--using", text)?;
            intent.hints.using.insert(column, sql);
        }
        // What goes is in no model: its name is compared when it comes up.
        intent.allowed_drops = self.allow_drop.iter().map(|name| unqualified(name)).collect();
        intent.assumed = self.assume.iter().map(|name| unqualified(name)).collect();
        intent.no_nulls = self.no_nulls.iter().map(|name| unqualified(name)).collect();
        Ok(intent)
    }
}

/// As names are shown: without the default schema.
fn unqualified(name: &str) -> String {
    name.strip_prefix("public.").unwrap_or(name).to_owned()
}

struct Names<'a> {
    models: &'a Schema,
}

impl Names<'_> {
    fn qname(&self, name: &str) -> QName {
        match name.split_once('.') {
            Some((schema, name)) => self.models.engine.qualify(Some(schema), name),
            None => self.models.engine.qualify(None, name),
        }
    }

    /// The longest head of a dotted name that is a table or type, and the rest.
    fn owner<'n>(&self, name: &'n str, known: impl Fn(&QName) -> bool) -> Option<(QName, &'n str)> {
        let dots: Vec<usize> = name.match_indices('.').map(|(at, _)| at).collect();
        dots.iter().rev().find_map(|at| {
            let owner = self.qname(&name[..*at]);
            known(&owner).then(|| (owner, &name[at + 1..]))
        })
    }

    fn rename(&self, text: &str, intent: &mut Intent) -> Result<(), Failure> {
        let Some((old, new)) = text.split_once('=').filter(|(old, new)| !old.is_empty() && !new.is_empty())
        else {
            return Err(Failure::usage(format!("`--rename {text}` has not the form OLD=NEW")).hint(
                "`--rename users.name=full_name`, `--rename people=users`, `--rename status.held=on_hold`",
            ));
        };
        let hints = &mut intent.hints;
        if let Some((table, column)) = self.owner(old, |name| self.models.tables.contains_key(name)) {
            // `users.name=users.full_name` means the same.
            let new = self.owner(new, |name| *name == table).map_or(new, |(_, new)| new);
            hints.columns.insert((table, new.to_owned()), column.to_owned());
        } else if let Some((ty, label)) = self.owner(old, |name| self.models.enums.contains_key(name)) {
            let new = self.owner(new, |name| *name == ty).map_or(new, |(_, new)| new);
            // Onto a label that is there already it is no rename, but says what rows become: the differ knows which.
            hints.mapped_labels.insert((ty.clone(), label.to_owned()), new.to_owned());
            hints.labels.insert((ty, new.to_owned()), label.to_owned());
        } else {
            let new = self.qname(new);
            let old = self.qname(old);
            if self.models.tables.contains_key(&new) {
                hints.tables.insert(new, old);
            } else if self.models.enums.contains_key(&new) {
                hints.enums.insert(new, old);
            } else {
                return Err(Failure::usage(format!(
                    "`--rename {text}`: no model makes a table or type `{new}`"
                ))
                .hint("the new name is the one in the models; a column is written `table.old=new`"));
            }
        }
        Ok(())
    }

    fn column_and_sql(&self, flag: &str, text: &str) -> Result<((QName, String), String), Failure> {
        let form = || {
            Failure::usage(format!("`{flag} {text}` has not the form TABLE.COLUMN=SQL"))
                .hint(format!("for example `{flag} users.full_name=\"first_name || ' ' || last_name\"`"))
        };
        let (name, sql) = text.split_once('=').ok_or_else(form)?;
        if sql.trim().is_empty() || !name.contains('.') {
            return Err(form());
        }
        let known = |name: &QName| self.models.tables.contains_key(name);
        let Some((table, column)) = self.owner(name, known) else {
            return Err(Failure::usage(format!("`{flag} {text}`: no model makes the table of `{name}`")));
        };
        if self.models.tables.get(&table).is_none_or(|table| table.column(column).is_none()) {
            return Err(Failure::usage(format!(
                "`{flag} {text}`: the model of `{table}` has no column `{column}`"
            )));
        }
        Ok(((table, column.to_owned()), sql.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use model_core::ir::{Column, Engine, Enum, Table};

    use super::*;

    fn models() -> Schema {
        let mut schema = Schema::empty(Engine::Postgres);
        for (namespace, name) in [("public", "users"), ("audit", "events")] {
            let mut table = Table::new(QName::new(namespace, name));
            table.columns = vec![Column::new("full_name", "text")];
            schema.tables.insert(table.name.clone(), table);
        }
        let ty =
            Enum { name: QName::new("public", "status"), labels: vec!["on_hold".to_owned()], comment: None };
        schema.enums.insert(ty.name.clone(), ty);
        schema
    }

    fn resolve(rename: &[&str]) -> Result<Intent, Failure> {
        let rename = rename.iter().map(|text| (*text).to_owned()).collect();
        IntentArgs { rename, ..IntentArgs::default() }.resolve(&models())
    }

    #[test]
    fn the_models_tell_what_is_renamed() {
        let hints = resolve(&[
            "users.name=full_name",
            "audit.events.x=audit.events.full_name",
            "people=users",
            "status.held=on_hold",
        ])
        .unwrap()
        .hints;
        let users = QName::new("public", "users");
        assert_eq!(hints.columns[&(users.clone(), "full_name".to_owned())], "name");
        assert_eq!(hints.columns[&(QName::new("audit", "events"), "full_name".to_owned())], "x");
        assert_eq!(hints.tables[&users], QName::new("public", "people"));
        assert_eq!(hints.labels[&(QName::new("public", "status"), "on_hold".to_owned())], "held");
    }

    #[test]
    fn mistakes_say_what_to_write() {
        assert!(resolve(&["users.name"]).unwrap_err().message.contains("OLD=NEW"));
        assert!(
            resolve(&["people=persons"])
                .unwrap_err()
                .message
                .contains("no model makes a table or type `persons`")
        );
        let args = IntentArgs { backfill: vec!["users.nick=1".to_owned()], ..IntentArgs::default() };
        assert!(args.resolve(&models()).unwrap_err().message.contains("has no column `nick`"));
    }

    #[test]
    fn flags_survive_a_shell() {
        let mut args = IntentArgs::default();
        args.answer(&Answer::rename("users.name", "full_name"));
        args.answer(&Answer::sql("--backfill", "users.full_name", Some("'x'".to_owned())));
        assert_eq!(
            args.flags(),
            ["--rename users.name=full_name", r"--backfill 'users.full_name='\''x'\'''"]
        );
    }
}
