namespace Portal.Layout;

/// <summary>What the navigation asks.</summary>
internal interface INavigationScreens
{
    /// <summary>The counts beside the links.</summary>
    Task<NavigationStatus> StatusAsync(CancellationToken cancellationToken);
}
