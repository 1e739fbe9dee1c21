namespace Portal.Components;

/// <summary>The icon that stands for a tone.</summary>
internal static class ToneIcon
{
    public static string Of(Tone tone) => tone switch
    {
        Tone.Success => "circle-check",
        Tone.Warning => "triangle-alert",
        Tone.Danger => "circle-x",
        Tone.Info or Tone.Accent => "info",
        _ => "circle-dot",
    };
}
