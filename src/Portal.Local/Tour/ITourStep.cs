namespace Portal.Local.Tour;

/// <summary>One thing a person would do or look at, with its proof.</summary>
internal interface ITourStep
{
    string Name { get; }

    /// <exception cref="TourFailure">It did not work, or was not so.</exception>
    Task RunAsync(TourVisit visit, CancellationToken cancellationToken);
}
