-- A register of %(many)s invented agreements, made by the database itself. Triggers of history are off meanwhile.
SET session_replication_role = replica;
SELECT setseed(0.42);

INSERT INTO agreements_organisation (id, slug, name_en, name_ko, abbreviation, side, kind, note)
SELECT n, 'body-' || n, 'Invented Body ' || n, '가상 기관 ' || n, '', CASE n %% 2 WHEN 0 THEN 'uk' ELSE 'kr' END, 'agency', ''
  FROM generate_series(1, 240) AS n;

INSERT INTO agreements_occasion (id, slug, name_en, name_ko, kind, starts_precision, ends_precision, place)
SELECT n, 'occasion-' || n, 'Invented visit ' || n, '가상 방문 ' || n, 'ministerial', 'unknown', 'unknown', ''
  FROM generate_series(1, 60) AS n;

INSERT INTO agreements_reference (id, address, link, title, publisher, language, date, date_precision)
SELECT n, 'https://example.org/' || n, 'https://example.org/' || n, 'Invented page ' || n, 'A Gazette', 'en',
       date '1990-01-01' + (random() * 13000)::int, 'day'
  FROM generate_series(1, 2000) AS n;

INSERT INTO agreements_agreement (id, public_id, slug, title_en, title_ko, form, legal_nature, level, summary_en,
    summary_ko, occasion_id, confidence, record_state, status, status_date_precision, status_rule, status_as_at,
    published_at, created_at, updated_at)
SELECT n, 'UKKR-' || (1990 + n %% 36) || '-' || lpad((n / 36 + 1)::text, greatest(3, length((n / 36 + 1)::text)), '0'), 'agreement-' || n,
       'Memorandum on ' || (%(words)s::text[])[1 + (random() ^ 2 * 59)::int] || ' and '
           || (%(words)s::text[])[1 + (random() * 59)::int] || ' number ' || n,
       CASE WHEN n %% 3 = 0 THEN '가상 협력 양해각서 ' || n ELSE '' END,
       (%(forms)s::text[])[1 + (random() ^ 3 * 20)::int],
       (%(natures)s::text[])[1 + (random() * 4)::int],
       (%(levels)s::text[])[1 + (random() ^ 2 * 7)::int],
       'An invented agreement on ' || (%(words)s::text[])[1 + (random() * 59)::int] || '.', '',
       CASE WHEN random() < 0.3 THEN 1 + (random() * 59)::int END, 'medium', 'published', 'signed', 'unknown', 'stated',
       current_date, now(), now(), now()
  FROM generate_series(1, %(many)s) AS n;

INSERT INTO agreements_action (agreement_id, kind, side, nature, place, note, date, date_precision, recorded_on)
SELECT id, 'announced', 'joint', 'actual', '', '', date '1990-01-01' + (random() * 13000)::int, 'day', date '2026-01-01'
  FROM agreements_agreement;
INSERT INTO agreements_action (agreement_id, kind, side, nature, place, note, date, date_precision, recorded_on)
SELECT agreement_id, 'signed', 'joint', 'actual', '', '', date + (random() * 200)::int, 'day', date '2026-01-01'
  FROM agreements_action WHERE random() < 0.8;
INSERT INTO agreements_action (agreement_id, kind, side, nature, place, note, date, date_precision, recorded_on)
SELECT agreement_id, (ARRAY['came-into-effect', 'expires', 'completed', 'suspended'])[1 + (random() * 3)::int], 'joint',
       'actual', '', '', date + (random() * 2000)::int, 'day', date '2026-01-01'
  FROM agreements_action WHERE kind = 'signed' AND random() < 0.5;

UPDATE agreements_agreement AS a SET status = s.status FROM (
    SELECT DISTINCT ON (agreement_id) agreement_id, CASE kind WHEN 'expires' THEN 'expired' WHEN 'came-into-effect'
           THEN 'in-effect' ELSE kind END AS status
      FROM agreements_action WHERE date < current_date ORDER BY agreement_id, id DESC
) AS s WHERE s.agreement_id = a.id;

INSERT INTO agreements_sectortag (agreement_id, sector, is_primary)
SELECT id, (%(sectors)s::text[])[1 + (random() ^ 2 * 35)::int], true FROM agreements_agreement;
INSERT INTO agreements_sectortag (agreement_id, sector, is_primary)
SELECT id, (%(sectors)s::text[])[1 + (random() * 35)::int], false FROM agreements_agreement WHERE random() < 0.7
ON CONFLICT DO NOTHING;

INSERT INTO agreements_signatory (agreement_id, side, organisation_id, name_then, capacity, post)
SELECT id, 'uk', 2 * (1 + (random() ^ 2 * 119)::int), '', 'signed', '' FROM agreements_agreement;
INSERT INTO agreements_signatory (agreement_id, side, organisation_id, name_then, capacity, post)
SELECT id, 'kr', 2 * (1 + (random() ^ 2 * 119)::int) - 1, '', 'signed', '' FROM agreements_agreement;

INSERT INTO agreements_evidence (agreement_id, value, strength, quote, prefix, suffix, reference_id, supports, reported,
    note, accepted_name, accepted_on)
SELECT id, (ARRAY['form', 'title_en'])[n], 'reference', '', '', '', 1 + (random() * 1999)::int, true, '', '', 'An editor',
       date '2026-01-01'
  FROM agreements_agreement, generate_series(1, 2) AS n;

INSERT INTO agreements_searchentry (agreement_id, words)
SELECT id, setweight(to_tsvector('english', title_en || ' ' || public_id), 'A')
           || setweight(to_tsvector('english', summary_en), 'D')
  FROM agreements_agreement;

INSERT INTO agreements_catalogueversion (id, number) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET number = agreements_catalogueversion.number + 1;
SET session_replication_role = DEFAULT;
ANALYZE;
