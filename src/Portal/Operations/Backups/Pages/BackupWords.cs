using Portal.Components;
using Portal.Domain.Operations.Backups;
using Portal.Tenancy.Pages;

namespace Portal.Operations.Backups.Pages;

/// <summary>Backups in words.</summary>
internal static class BackupWords
{
    public static (Tone Tone, string Title, string Detail) Standing(BackupSummary summary) => summary switch
    {
        { Every: null, LastGoodAt: null } => (Tone.Warning, "There is no backup", "Set Backup__Folder and a key for the operator, and one is made every day."),
        { IsLate: true } => (Tone.Danger, "The last good backup is too old", "It is older than twice the schedule. The list says why the last ones failed; the operator's log says more."),
        { HasFailed: true } => (Tone.Warning, "The last backup failed", "The one before is good. The operator tries again within an hour."),
        { Every: null } => (Tone.Neutral, "Backups are made by hand", "None are scheduled."),
        _ => (Tone.Success, "Backups are made as scheduled", "Each was read from beginning to end after it was written."),
    };

    public static string State(BackupLine line) => line switch
    {
        { State: BackupState.Ready, VerifiedAt: null } => "Not verified",
        { State: BackupState.Ready } => "Verified",
        { State: BackupState.Running } => "Being made",
        { State: BackupState.Failed } => "Failed",
        _ => "Removed",
    };

    public static Tone ToneOf(BackupLine line) => line switch
    {
        { State: BackupState.Ready, VerifiedAt: not null } => Tone.Success,
        { State: BackupState.Failed } => Tone.Danger,
        { State: BackupState.Ready } => Tone.Warning,
        _ => Tone.Neutral,
    };

    public static string Size(BackupLine line) => line.Bytes is { } bytes ? TenantWords.Bytes(bytes) : "";

    public static string Cause(BackupLine line) => line.Cause == BackupCause.Schedule ? "Schedule" : "By hand";
}
