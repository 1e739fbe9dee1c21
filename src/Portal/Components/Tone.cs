namespace Portal.Components;

/// <summary>What a badge, notice or toast means. Every tone comes with an icon and a word: colour is never alone.</summary>
public enum Tone
{
    Neutral,
    Accent,
    Success,
    Warning,
    Danger,
    Info,
}
