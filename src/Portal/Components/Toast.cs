namespace Portal.Components;

/// <summary>One short message that goes by itself.</summary>
/// <param name="Id">Unique within the circuit.</param>
/// <param name="Tone">What it means.</param>
/// <param name="Text">What happened, in one sentence.</param>
/// <param name="At">When; what is said again is said anew.</param>
/// <param name="Href">Where the thing can be seen; null when it is on the page already.</param>
public sealed record Toast(int Id, Tone Tone, string Text, DateTimeOffset At, string? Href);
