namespace Descent.Publishing;

/// <summary>Follows the publishing of a site. Its methods are called from several threads.</summary>
public interface IPublishObserver
{
    /// <summary>A notebook's files are there.</summary>
    /// <param name="notebook">The notebook.</param>
    /// <param name="made">False if nothing had changed, so that they were left as they were.</param>
    void Published(CourseNotebook notebook, bool made);
}
