"""What readers answer to "Thông tin này có đúng không?": the yeses, kept by day alone, and both counted for each page and part."""
