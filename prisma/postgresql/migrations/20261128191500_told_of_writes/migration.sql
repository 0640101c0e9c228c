-- Tells every process that a watched table was written (src/store/readCache.ts).
CREATE FUNCTION told_of_write() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('convenor_written', TG_TABLE_NAME);
  RETURN NULL;
END $$;

CREATE TRIGGER told_of_write AFTER INSERT OR DELETE OR TRUNCATE
  OR UPDATE OF "platform", "tenant", "externalId", "personId", "state" ON "Account"
  FOR EACH STATEMENT EXECUTE FUNCTION told_of_write();
CREATE TRIGGER told_of_write AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "Person"
  FOR EACH STATEMENT EXECUTE FUNCTION told_of_write();
CREATE TRIGGER told_of_write AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "RoleAssignment"
  FOR EACH STATEMENT EXECUTE FUNCTION told_of_write();
CREATE TRIGGER told_of_write AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "School"
  FOR EACH STATEMENT EXECUTE FUNCTION told_of_write();
CREATE TRIGGER told_of_write AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "Specialism"
  FOR EACH STATEMENT EXECUTE FUNCTION told_of_write();
