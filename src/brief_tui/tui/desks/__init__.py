"""The desks of the reader's screen. Each owns one part of its state and answers for the
commands that change it; they speak to each other through the screen.
"""
