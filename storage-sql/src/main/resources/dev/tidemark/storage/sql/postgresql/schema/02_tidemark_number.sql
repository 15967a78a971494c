-- The 64-bit float that a text stands for, if it is a decimal number and finite as such; else null. A cast would fail where the number is too great or too small,
-- so it is looked at as a decimal first. Of a text that is longer than any number, digits are left out that cannot matter: a float has fewer.
CREATE FUNCTION tidemark_number(given text) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
    number text := given;
    magnitude numeric;
BEGIN
    IF given !~ '^[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?$' THEN
        RETURN NULL;
    END IF;
    IF length(given) > 4000 AND strpos(given, '.') > 0 THEN
        number := split_part(given, '.', 1) || '.' || left(substring(split_part(given, '.', 2) FROM '^[0-9]*'), 4000)
            || coalesce(substring(given FROM '[eE].*$'), '');
    END IF;
    magnitude := abs(number::numeric);
    IF magnitude >= 179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017977587207096330286416692887910946555547851940402630657488671505820681908902000708383676273854845817711531764475730270069855571366959622842914819860834936475292719074168444365510704342711559699508093042880177904174497792 THEN
        RETURN NULL; -- from the middle between the greatest float and the next one, if there were one
    ELSIF magnitude > 0 AND magnitude <= 2.470328229206232720882843964341106861825299013071623822128e-324 THEN
        RETURN 0; -- up to half of the least float
    END IF;
    RETURN number::double precision;
END
$$
