-- Which incidents were open at some time is asked in turns too, and the journal keeps them all.
create index incident_by_end on incident (closed_us);
