CREATE SEQUENCE gone;
CREATE SEQUENCE changed AS integer INCREMENT BY 2 MAXVALUE 100;
CREATE SEQUENCE of_default;
CREATE TABLE posts (id bigint PRIMARY KEY DEFAULT nextval('of_default'), n serial, m integer, k serial);
ALTER SEQUENCE posts_n_seq INCREMENT BY 5 CACHE 3;
CREATE SEQUENCE owned OWNED BY posts.m;
