namespace Portal.Layout;

/// <summary>Tells the layout who looks; the composition root connects it to tenancy and sign-in.</summary>
internal interface IViewerSource
{
    /// <summary>The viewer of this circuit; null on the root host, which has no tenant.</summary>
    ValueTask<Viewer?> FindAsync(CancellationToken cancellationToken);
}
