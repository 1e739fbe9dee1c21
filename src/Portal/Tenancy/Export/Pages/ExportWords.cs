using Portal.Components;
using Portal.Domain.Tenancy;
using Portal.Layout;

namespace Portal.Tenancy.Export.Pages;

/// <summary>Exports as people read them.</summary>
internal static class ExportWords
{
    public static bool IsOpen(string state) => Words.Read<ExportState>(state) is ExportState.Queued or ExportState.Running;

    public static Tone ToneOf(string state) => Words.Read<ExportState>(state) switch
    {
        ExportState.Ready => Tone.Success,
        ExportState.Failed => Tone.Danger,
        ExportState.Expired => Tone.Neutral,
        _ => Tone.Accent,
    };

    /// <summary>What stands where a time of removal would.</summary>
    public static string Gone(ExportView export) => Words.Read<ExportState>(export.State) switch
    {
        ExportState.Expired => "removed",
        ExportState.Failed => export.Error ?? "nothing was kept",
        _ => "not yet there",
    };
}
