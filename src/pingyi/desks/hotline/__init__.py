"""Where those sit who take down and answer what citizens say."""
