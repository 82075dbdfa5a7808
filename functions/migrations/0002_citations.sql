-- How to cite a release stands in every answer, so it stands beside the release; those that are here already have it in their
-- manifest, which is kept in parts.
ALTER TABLE releases ADD COLUMN citation TEXT NOT NULL DEFAULT '';
UPDATE releases SET citation = json_extract(
  (
    SELECT group_concat(CAST(body AS TEXT), '') FROM (
      SELECT body FROM details
      WHERE details."release" = releases."release" AND "id" = '' AND "name" = 'manifest' ORDER BY "part"
    )
  ),
  '$.citation'
);
