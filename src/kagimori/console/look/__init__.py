"""The parts that every page is made of: base templates, the stylesheet, template parts."""
