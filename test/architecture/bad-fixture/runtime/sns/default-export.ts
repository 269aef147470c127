// Breaks: a default export.
export default "topic";
