using Portal.Components;

namespace Portal.Plugins.Pages;

/// <summary>The states of an installation as people read them.</summary>
internal static class InstallationWords
{
    public static string Text(string state) => state switch
    {
        "Active" => "Live",
        "Installing" => "Installing",
        "Upgrading" => "Rolling out",
        "Uninstalling" => "Uninstalling",
        "Failed" => "Failed",
        _ => state,
    };

    public static Tone ToneOf(string state) => state switch
    {
        "Active" => Tone.Success,
        "Failed" => Tone.Danger,
        "Uninstalling" => Tone.Warning,
        _ => Tone.Accent,
    };

    public static bool IsBusy(string state) => state is "Installing" or "Upgrading" or "Uninstalling";

    public static string Meaning(string state) => state switch
    {
        "Active" => "People use it.",
        "Installing" => "Its first version is being made ready.",
        "Upgrading" => "A new version is rolling out beside the one people use.",
        "Uninstalling" => "It is being taken out.",
        _ => "No version of it is live.",
    };
}
