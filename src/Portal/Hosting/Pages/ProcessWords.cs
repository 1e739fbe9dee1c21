using Portal.Components;
using Portal.Domain.Operations;

namespace Portal.Hosting.Pages;

/// <summary>Processes in words.</summary>
internal static class ProcessWords
{
    public static string Kind(string kind) => kind == "web" ? "Web" : "Operator";

    public static string Status(ReportedProcess process) => process.IsSilent ? "Silent" : process.Status.ToString();

    public static Tone Tone(ReportedProcess process) => process.IsSilent ? Components.Tone.Danger : Tone(process.Status);

    public static Tone Tone(ProcessStatus status) => status switch
    {
        ProcessStatus.Healthy => Components.Tone.Success,
        ProcessStatus.Degraded => Components.Tone.Warning,
        ProcessStatus.Unhealthy => Components.Tone.Danger,
        _ => Components.Tone.Info,
    };

    // After the plus sign is the commit.
    public static string Version(string version) => version.Split('+') is [var number, { Length: > 8 } commit] ? $"{number} ({commit[..8]})" : version;

    public static (Tone Tone, string Title, string Detail) Summary(IReadOnlyList<ReportedProcess> processes)
    {
        var heard = processes.Where(process => !process.IsSilent).ToList();
        var silent = processes.Count - heard.Count;
        if (!heard.Exists(process => process.Kind == "operator"))
        {
            return (Components.Tone.Danger, "No operator is at work", "Pages are served, but nothing that was asked for is carried out. Start an operator.");
        }

        var troubled = heard.Where(process => process.Status is ProcessStatus.Degraded or ProcessStatus.Unhealthy).ToList();
        return (troubled.Count, silent) switch
        {
            (0, 0) => (Components.Tone.Success, "All is well", $"{processes.Count} processes, all of them healthy."),
            (0, _) => (Components.Tone.Warning, $"{silent} went silent", "They have said nothing for half a minute: they died or lost the database. They are forgotten after an hour."),
            _ => (Components.Tone.Warning, $"{troubled.Count} of {heard.Count} are not well", "What they lack is marked below."),
        };
    }
}
