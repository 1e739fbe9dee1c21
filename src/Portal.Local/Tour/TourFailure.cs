namespace Portal.Local.Tour;

/// <summary>A claim of the tour that does not hold.</summary>
internal sealed class TourFailure : Exception
{
    public TourFailure(string message)
        : base(message)
    {
    }

    public TourFailure(string message, Exception inner)
        : base(message, inner)
    {
    }

    public TourFailure()
    {
    }
}
