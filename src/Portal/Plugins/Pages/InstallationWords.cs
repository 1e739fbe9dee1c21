using Portal.Components;
using Portal.Domain.Plugins;

namespace Portal.Plugins.Pages;

/// <summary>The states of an installation as people read them.</summary>
internal static class InstallationWords
{
    public static string Text(InstallationState state) => state switch
    {
        InstallationState.Active => "Live",
        InstallationState.Installing => "Installing",
        InstallationState.Upgrading => "Rolling out",
        InstallationState.Uninstalling => "Uninstalling",
        InstallationState.Failed => "Failed",
        _ => "Removed",
    };

    public static Tone ToneOf(InstallationState state) => state switch
    {
        InstallationState.Active => Tone.Success,
        InstallationState.Failed => Tone.Danger,
        InstallationState.Uninstalling => Tone.Warning,
        _ => Tone.Accent,
    };

    public static bool IsBusy(InstallationState state) => state is InstallationState.Installing or InstallationState.Upgrading or InstallationState.Uninstalling;

    public static string Meaning(InstallationState state) => state switch
    {
        InstallationState.Active => "People use it.",
        InstallationState.Installing => "Its first version is being made ready.",
        InstallationState.Upgrading => "A new version is rolling out beside the one people use.",
        InstallationState.Uninstalling => "It is being taken out.",
        _ => "No version of it is live.",
    };
}
