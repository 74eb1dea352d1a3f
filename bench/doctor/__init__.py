"""A simulated world of stuck people, written apart from the doctor's own book.

Every figure in this package is a judgement made from the article, the published protocol and sense.  Nothing here is
read from `kagimori.knowledge`, so that a good score cannot come from the doctor knowing the world's own tables.
"""
