"""What the register talks about, as plain values: vocabulary, partial dates, names, addresses, similarity, status.

Pure Python: no Django, no input or output, no clock. It may import nothing of ours.
"""
