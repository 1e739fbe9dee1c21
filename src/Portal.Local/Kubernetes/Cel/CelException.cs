namespace Portal.Local.Kubernetes.Cel;

/// <summary>An expression that cannot be read, does not fit its types, or fails on a value.</summary>
/// <param name="message">What is wrong, in the words of the language's reference implementation where it has some.</param>
/// <param name="position">Where in the text, when it is a fault of the text.</param>
internal sealed class CelException(string message, int position = 0) : Exception(message)
{
    public int Position { get; } = position;

    /// <summary>With the place, as compilers show it.</summary>
    public string Located(string text)
    {
        var before = text[..Math.Clamp(Position, 0, text.Length)];
        var line = before.Count(c => c == '\n') + 1;
        var column = before.Length - (before.LastIndexOf('\n') + 1) + 1;
        var shown = text.Split('\n')[line - 1];
        return $"ERROR: <input>:{line}:{column}: {Message}\n | {shown}\n | {new string('.', column - 1)}^";
    }
}
