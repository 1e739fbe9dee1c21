using Portal.Domain;

namespace Portal.Components;

/// <summary>Short messages of this browser window: three at most, and none twice. Scoped: one per circuit.</summary>
internal sealed class Toasts(TimeProvider time)
{
    private const int MostAtOnce = 3;
    private readonly List<Toast> _shown = [];
    private int _lastId;

    /// <summary>Raised after a message came or went.</summary>
    public event Action? Changed;

    public IReadOnlyList<Toast> Shown => _shown;

    public void Say(Tone tone, string text, string? href = null)
    {
        _shown.RemoveAll(shown => shown.Tone == tone && string.Equals(shown.Text, text, StringComparison.Ordinal));
        _shown.Add(new Toast(++_lastId, tone, text, time.GetUtcNow(), href));
        if (_shown.Count > MostAtOnce)
        {
            _shown.RemoveAt(0);
        }

        Changed?.Invoke();
    }

    /// <summary>A refusal in words, with its stable code for support.</summary>
    public void Refuse(Error error) => Say(Tone.Danger, $"{error.Title}. {error.Detail} ({error.Code})");

    public void Dismiss(Toast toast)
    {
        if (_shown.Remove(toast))
        {
            Changed?.Invoke();
        }
    }
}
