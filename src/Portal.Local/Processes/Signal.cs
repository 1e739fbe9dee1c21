namespace Portal.Local.Processes;

/// <summary>signal(7), with the numbers that Linux gives them.</summary>
internal enum Signal
{
    Interrupt = 2,
    Quit = 3,
    Kill = 9,
    Terminate = 15,
}
