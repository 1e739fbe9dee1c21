namespace Portal.Domain.Plugins;

/// <summary>Where an installed plugin stands.</summary>
public enum InstallationState
{
    Installing,
    Active,
    Upgrading,
    Uninstalling,
    Removed,
    Failed,
}
