package dev.tidemark.storage.other;

public class OtherStorage {}
