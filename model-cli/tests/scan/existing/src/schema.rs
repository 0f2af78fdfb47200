pub mod sql_types {
    #[derive(diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "color", schema = "art"))]
    pub struct Color;

    #[derive(diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "Odd name"))]
    pub struct Odd;
}

diesel::table! {
    use diesel::sql_types::*;
    use super::sql_types::{Color, Odd};

    app.people (key, code) {
        key -> Int8,
        #[max_length = 12]
        code -> Varchar,
        #[sql_name = "type"]
        type_ -> Nullable<Text>,
        color -> Color,
        colors -> Array<Nullable<Color>>,
        odd -> Nullable<Odd>,
        mood -> Text,
    }
}
