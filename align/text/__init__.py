"""What a string is in Japanese and in English: its width, folding, kana, sentences and language."""
