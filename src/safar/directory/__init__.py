"""The directory as files for other programs: each module writes one format from the same entries.

entries     what all of them say of an entry
geojson     points on a map (RFC 7946)
table       a table with HXL tags
hsds        Open Referral HSDS 3.0
vcards      contacts of a phone (RFC 6350)
local_units the IFRC GO sheet of local units
linked      schema.org data on pages
sheet       the call sheet of a volunteer, out and back in
"""
