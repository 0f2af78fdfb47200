use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "drop-view-grants",
    engines: POSTGRES,
    level: Level::Warn,
    summary: "a view that is dropped and made again has lost its grants and its comment",
    explain: "Grants and comments go with the view. Use `CREATE OR REPLACE VIEW` where columns are only \
added, or repeat the GRANT and the \
COMMENT.\n\nSource: https://www.postgresql.org/docs/current/sql-createview.html",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, _, effect) in facts.effects() {
        if let Effect::ViewReplaced { view, granted, commented } = effect
            && (*granted || *commented)
        {
            let lost = match (granted, commented) {
                (true, true) => "grants and comment",
                (true, false) => "grants",
                _ => "comment",
            };
            out.at(
                at,
                view,
                format!(
                    "the view {view} was dropped and has lost its {lost}: CREATE OR \
REPLACE VIEW, or repeat them"
                ),
            );
        }
    }
}
