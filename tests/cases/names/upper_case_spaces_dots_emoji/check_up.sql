SELECT "🎉" = '🎉' AS ok FROM "My Table";
